element.addEventListener('click', event => {
    const button = event.target.closest('.starter');
    if (button) trigger('submit', {question: button.textContent});
});
